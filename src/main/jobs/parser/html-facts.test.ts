// Facts that a page states of its article in several ways.
import { describe, expect, it } from 'vitest';
import { parseArticle } from './parse-article';

const prose = 'She said on Tuesday that the bridge would open to traffic before winter. '.repeat(4);

async function factsOf(head: string, body = ''): Promise<Record<string, unknown>> {
  const page = `<html><head>${head}</head><body><article><h1>The bridge opens early</h1>${body}<p>${prose}</p></article></body></html>`;
  const { article } = await parseArticle('page.html', Buffer.from(page));
  const { title, byline, date, section, source, url } = article;
  return { title, byline, date, section, source, url };
}

const nothing = {
  byline: undefined,
  date: undefined,
  section: undefined,
  source: undefined,
  url: undefined
};

describe('facts of a page', () => {
  // Would catch: references in a graph not followed, broken JSON given up, roles and «By» left in the name.
  it('come from structured data, cleaned', async () => {
    const data = `{"@graph":[{"@type":"Person","@id":"#p","name":"By Ann Reed, Staff Writer"},
      {"@type":"NewsArticle","headline":"The bridge opens early","author":{"@id":"#p"},"datePublished":"2025-08-05T07:00:00Z",
       "articleSection":["World","All"],"publisher":{"@type":"Organization","name":"River Post"},"mainEntityOfPage":"https://riverpost.example/a/1",}]}`;
    expect(await factsOf(`<script type="application/ld+json">${data}</script>`)).toEqual({
      title: 'The bridge opens early',
      byline: 'Ann Reed',
      date: '2025-08-05',
      section: 'World',
      source: 'River Post',
      url: 'https://riverpost.example/a/1'
    });
  });

  // Would catch: a front page taken for the article's address, a slogan for the site's name.
  it('are the cleanest of those stated', async () => {
    const facts = await factsOf(
      '<title>The bridge opens early | River Post</title><link rel=canonical href="https://riverpost.example/"><meta property="og:url" content="https://riverpost.example/a/1"><meta property="og:site_name" content="News for boatmen"><meta name="application-name" content="River Post"><meta name=author content="admin">'
    );
    expect(facts).toMatchObject({
      title: 'The bridge opens early',
      byline: undefined,
      source: 'River Post',
      url: 'https://riverpost.example/a/1'
    });
  });

  // Would catch: guesses, and addresses that are no web pages.
  it('are absent where nothing states them', async () => {
    expect(await factsOf('<link rel=canonical href="javascript:alert(1)">')).toMatchObject(nothing);
  });
});
