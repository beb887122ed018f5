import { expect, it } from 'vitest';
import { Markup, html } from './markup.ts';

const HOSTILE = `<script>alert("1")</script> & 'two' ]]> -->`;

it('escapes what is put in, in elements and in attributes', () => {
  expect(html`<p title="${HOSTILE}">${HOSTILE}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;two&#39; ]]&gt; --&gt;">' +
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;two&#39; ]]&gt; --&gt;</p>',
  );
});

it('shows what would turn the writing round or is no letter at all, and does not obey it', () => {
  expect(html`<h1>${'\u202Egnp.exe \u001B[31m 展厅\n\té'}</h1>`.text).toBe(
    '<h1>\\u202egnp.exe \\u001b[31m 展厅\n\té</h1>',
  );
});

it('joins lists, leaves markup as it is and makes nothing of null', () => {
  expect(html`${[html`<b>${1}</b>`, '<i>', null, new Markup('<hr>')]}${null}`.text).toBe(
    '<b>1</b>&lt;i&gt;<hr>',
  );
});
