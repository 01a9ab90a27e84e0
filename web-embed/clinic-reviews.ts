import { EmbedElement } from './embed-element.ts';
import { homeOf, scriptAddress } from './home.ts';
import { openFeed } from './load-feed.ts';
import { css } from './style.css';

const NAME = 'clinic-reviews';

/** Browsers that cannot adopt a style sheet keep the page as it was. */
if ('adoptedStyleSheets' in document && !customElements.get(NAME)) {
  const home = homeOf(scriptAddress());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  EmbedElement.needs = { feed: openFeed(`${home}feed/`), home, sheet };
  customElements.define(NAME, EmbedElement);
}
