import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useMatch } from "react-router";
import { useServerState } from "../../app/serverState";
import { useSession } from "../session";
import { useDeskTexts } from "../texts";
import { useLive } from "../live";
import { Bar } from "./Bar";
import { Gate } from "./Gate";
import "../desk.css";

/** What surrounds every page of the desk. An invitation is taken up before there is anybody to let in. */
export function Component() {
  const { t } = useTranslation("desk");
  useDeskTexts();
  const server = useServerState();
  const isJoining = useMatch("/desk/join") !== null;
  return (
    <div className="shell desk">
      <a className="skip" href="#content">
        {t("frame.skip")}
      </a>
      <Bar />
      {(server === "offline" || server === "away") && (
        <p className="banner" role="status">
          {t(`frame.${server}`)}
        </p>
      )}
      {isJoining ? (
        <Outlet />
      ) : (
        <Gate>
          <Live />
          <Suspense>
            <Outlet />
          </Suspense>
        </Gate>
      )}
      <ScrollRestoration />
    </div>
  );
}

function Live() {
  const user = useSession((held) => held.session?.user.id);
  return user ? <Listening key={user} /> : null;
}

function Listening() {
  useLive();
  return null;
}
