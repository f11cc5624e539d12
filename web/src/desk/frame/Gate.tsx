import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Window } from "../../parts/Window";
import { readSession, reasonOf } from "../api";
import { useSession } from "../session";
import { SignIn } from "./SignIn";

/** Lets in who is signed in. Where that ran out, one signs in again over the page, which keeps what was written. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useTranslation("desk");
  const { session, ranOut } = useSession();
  const [failure, setFailure] = useState<string | null>(null);

  const ask = () => {
    setFailure(null);
    readSession().catch((error: unknown) => setFailure(reasonOf(error, t("said.unreachable"))));
  };
  useEffect(() => {
    if (session === undefined) ask();
    // Asked once, when the desk is opened.
  }, []);

  if (failure) {
    return (
      <main className="plain" id="content">
        <p role="alert">{failure}</p>
        <p>
          <button type="button" className="primary" onClick={ask}>
            {t("said.again")}
          </button>
        </p>
      </main>
    );
  }
  if (session === undefined) {
    return (
      <main className="plain" id="content">
        <p role="status">{t("said.loading")}</p>
      </main>
    );
  }
  if (session === null) {
    return (
      <main className="desk-door" id="content">
        <h1>{t("frame.name")}</h1>
        <p className="lead">{t("door.lead")}</p>
        <SignIn />
      </main>
    );
  }
  return (
    <>
      {children}
      {ranOut && (
        <Window title={t("door.ranOut")} shape="card" onClose={() => undefined}>
          <p className="window-text">{t("door.ranOutBody")}</p>
          <SignIn name={session.user.name} />
        </Window>
      )}
    </>
  );
}
