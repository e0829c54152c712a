// The REFI-QDA project, read as an analysis program reads it: by its structure, its references and its positions.
import { spawnSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import { DOMParser } from 'linkedom';
import { expect, it } from 'vitest';
import type { Tag } from '@domain/tag/schema';
import { annotation, article, pairOf } from './testing/fixtures';
import { exportQdpx } from './write-qdpx';

const source = article('en', ['A 🌊 title', 'The mayor 🏛️ denied it. Nobody was hurt.']);
const target = article('vi', ['Tên', 'Thị trưởng bác bỏ. Không ai bị thương.']);
const at = '2026-03-15T08:00:00.000Z';
const economy = '11111111-1111-4111-8111-111111111111' as Tag['id'];
const tags: Tag[] = [
  { id: economy, name: 'Kinh tế', parentId: null, colour: 'green', created: at, modified: at },
  {
    id: '22222222-2222-4222-8222-222222222222' as Tag['id'],
    name: 'Thương mại',
    parentId: economy,
    created: at,
    modified: at
  }
];
const denied = annotation('denied', [[source, 'denied it.']], {
  note: 'Chối <bỏ> & "chối"',
  tags: ['Thương mại', 'free'],
  statement: { speaker: 'Le Van Tho', act: 'denies' }
});
const both = {
  ...annotation('both', [
    [source, 'Nobody was hurt.'],
    [target, 'Không ai bị thương.']
  ]),
  related: [denied.id]
};
const lost = annotation('lost', [[source, 'title']], { note: 'gone' });
const orphan = {
  ...lost,
  targets: lost.targets.map((one) => ({ ...one, state: 'orphan' as const }))
};
const input = {
  articles: [source, target],
  pair: pairOf(source, target),
  annotations: [denied, both, orphan],
  tags,
  language: 'en' as const,
  date: at
};

/** What may stand in an element, in this order, as REFI-QDA 1.5 has it. */
const order: Record<string, string[]> = {
  Project: ['Users', 'CodeBook', 'Variables', 'Cases', 'Sources', 'Notes', 'Links'],
  Users: ['User'],
  CodeBook: ['Codes'],
  Codes: ['Code'],
  Code: ['Description', 'NoteRef', 'Code'],
  Sources: ['TextSource'],
  TextSource: ['Description', 'PlainTextContent', 'PlainTextSelection', 'Coding', 'NoteRef'],
  PlainTextSelection: ['Description', 'Coding', 'NoteRef'],
  Coding: ['CodeRef', 'NoteRef'],
  Notes: ['Note'],
  Note: ['Description', 'PlainTextContent'],
  Links: ['Link'],
  Link: ['NoteRef']
};
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function read(bytes: Uint8Array) {
  const files = unzipSync(bytes);
  const text = (name: string): string => new TextDecoder().decode(files[name]);
  const xml = text('project.qde');
  const page = new DOMParser().parseFromString(xml, 'text/xml') as unknown as Document;
  return { xml, page, text, names: Object.keys(files) };
}

// Would catch: elements where no schema takes them, references to nothing, and selections beside their words as soon as
// a text holds a character beyond the first plane.
it('is a project whose parts stand in order, refer to each other and select what was highlighted', () => {
  const { bytes, annotations } = exportQdpx(input);
  expect(annotations).toBe(2);
  const { page, text, names } = read(bytes);
  const elements = [...page.querySelectorAll('*')];
  const ids = new Set<string>();
  for (const element of elements) {
    const allowed = order[element.tagName] ?? [];
    const places = [...element.children].map((child) => allowed.indexOf(child.tagName));
    expect(places, element.tagName).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    const id = element.getAttribute('guid');
    if (id === null) continue;
    expect(id).toMatch(guid);
    expect(ids.has(id), id).toBe(false);
    ids.add(id);
  }
  for (const element of elements) {
    for (const name of ['targetGUID', 'originGUID', 'creatingUser']) {
      const to = element.getAttribute(name);
      if (to !== null) expect(ids.has(to), `${element.tagName} ${name}`).toBe(true);
    }
  }
  const selected = [...page.querySelectorAll('TextSource')].map((one) => {
    const path = one.getAttribute('plainTextPath')?.replace('internal://', 'Sources/') ?? '';
    expect(names).toContain(path);
    const characters = [...text(path)];
    return [...one.querySelectorAll('PlainTextSelection')].map((selection) => {
      const [start, end] = ['startPosition', 'endPosition'].map((name) =>
        Number(selection.getAttribute(name))
      );
      return characters.slice(start, end).join('');
    });
  });
  expect(selected).toEqual([['denied it.', 'Nobody was hurt.'], ['Không ai bị thương.']]);
});

// Would catch: a tree of tags laid flat, tags without a code, and notes that nobody finds.
it('holds the tags as a tree of codes, and notes and statements as memos', () => {
  const { page } = read(exportQdpx(input).bytes);
  const top = [...page.querySelectorAll('Codes > Code')].map((code) => code.getAttribute('name'));
  expect(top).toEqual(['Kinh tế', 'free', 'Colour']);
  const trade = page.querySelector('Code > Code[name="Thương mại"]');
  const selection = page.querySelector(`PlainTextSelection[guid="${denied.id}"]`);
  const codes = [...(selection?.querySelectorAll('CodeRef') ?? [])].map((one) =>
    one.getAttribute('targetGUID')
  );
  expect(codes).toContain(trade?.getAttribute('guid'));
  expect(codes).toHaveLength(3);
  const memo = selection?.querySelector('NoteRef')?.getAttribute('targetGUID') ?? '';
  expect(page.querySelector(`Note[guid="${memo}"] PlainTextContent`)?.textContent).toBe(
    'Chối <bỏ> & "chối"\nLe Van Tho · Denies'
  );
  expect(page.querySelectorAll('Note')).toHaveLength(1);
  const links = [...page.querySelectorAll('Link')].map((one) => one.getAttribute('originGUID'));
  expect(links).toEqual([both.id, both.id]);
  expect(Buffer.from(exportQdpx(input).bytes)).toEqual(Buffer.from(exportQdpx(input).bytes));
});

const xmllint = spawnSync('xmllint', ['--version']).status === 0;

it.skipIf(!xmllint)('is well-formed for a strict reader, whatever a note holds', () => {
  const odd = annotation('odd', [[source, 'mayor']], { note: '\u0000 \uD800 ]]> <!-- &' });
  const { xml } = read(exportQdpx({ ...input, annotations: [odd, denied] }).bytes);
  expect(spawnSync('xmllint', ['--noout', '-'], { input: xml }).stderr.toString()).toBe('');
});
