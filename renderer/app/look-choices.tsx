import { LANGUAGES, type Language } from '../../shared/locale/language.ts';
import { Choice } from '../ui/choice.tsx';
import { useTexts } from '../ui/language.tsx';
import { changeLook, THEMES, type Look } from './look.ts';

/** Their own names, so that whoever lands in the wrong one finds the way out. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** How one wants to see it: the same as in the bar, with room for words. */
export function LookChoices({ look }: { readonly look: Look }) {
  const { app } = useTexts().texts;
  return (
    <>
      <Choice
        showLabel
        label={app.language}
        value={look.language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(language) => {
          changeLook({ language });
        }}
      />
      <Choice
        showLabel
        label={app.theme}
        value={look.theme}
        options={THEMES.map((value) => ({ value, label: app.themes[value] }))}
        onChange={(theme) => {
          changeLook({ theme });
        }}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={look.singleKeys}
          onChange={(event) => {
            changeLook({ singleKeys: event.target.checked });
          }}
        />
        {app.keys.singles}
      </label>
    </>
  );
}
