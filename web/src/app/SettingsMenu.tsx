import { Menu } from "@base-ui/react/menu";
import { Check, Settings2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useMatch } from "react-router";
import { LANGUAGES, type Language } from "../i18n";
import { useAbout } from "../parts/queries";
import { SIZES, type Size, type Theme, THEMES, usePreferences } from "./preferences";

export function SettingsMenu() {
  const { t } = useTranslation();
  const { language, theme, size, set } = usePreferences();
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label={t("settings.title")}>
        <Settings2 aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={6} align="end">
          <Menu.Popup className="menu">
            <Choice<Language>
              label={t("settings.language")}
              value={language}
              choices={Object.entries(LANGUAGES) as [Language, string][]}
              onChoose={(chosen) => set({ language: chosen })}
            />
            <Choice<Theme>
              label={t("settings.theme")}
              value={theme}
              choices={THEMES.map((each) => [each, t(`settings.${each}`)])}
              onChoose={(chosen) => set({ theme: chosen })}
            />
            <Choice<Size>
              label={t("settings.size")}
              value={size}
              choices={SIZES.map((each) => [each, t(`settings.${each}`)])}
              onChoose={(chosen) => set({ size: chosen })}
            />
            <ToDesk />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** The way to the desk for who works there. */
function ToDesk() {
  const { t } = useTranslation();
  const isThere = useMatch("/desk/*") !== null;
  const { data } = useAbout();
  if (isThere || !data?.desk) return null;
  return (
    <Menu.Item className="menu-item menu-away" render={<Link to="/desk" />}>
      {t("settings.desk")}
    </Menu.Item>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  choices: [Value, string][];
  onChoose(value: Value): void;
}

function Choice<Value extends string>({ label, value, choices, onChoose }: ChoiceProps<Value>) {
  return (
    <Menu.RadioGroup value={value} onValueChange={(chosen: Value) => onChoose(chosen)}>
      <Menu.GroupLabel className="menu-label">{label}</Menu.GroupLabel>
      {choices.map(([each, name]) => (
        <Menu.RadioItem key={each} value={each} className="menu-item" closeOnClick={false}>
          {name}
          <Menu.RadioItemIndicator className="menu-tick">
            <Check aria-hidden="true" />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
