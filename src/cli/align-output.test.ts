// What `diptych align` writes beside its answer, as it is typed, on real files.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser, parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run';

const english =
  'The Bridge Opens\n\nThe bridge at Lac Giang opened to traffic on July 25, 2025, after 48 months of work.\n\nMayor Tran Minh said that 1,200 people & 3 dogs had crossed it before noon.\n\n“We have waited 40 years for this day,” said Le Van Tho, who keeps the ferry.\n';
const vietnamese =
  'Cây cầu thông xe\n\nCây cầu ở Lạc Giang thông xe ngày 25 tháng 7 năm 2025 sau 46 tháng thi công.\n\nThị trưởng Trần Minh cho biết 1.200 người và 3 con chó đã qua cầu trước buổi trưa.\n\n“Chúng tôi đã chờ ngày này 40 năm”, ông Lê Văn Thọ, người giữ chuyến phà, nói.\n';

let folder = '';
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-align-'));
  await writeFile(at('en.txt'), english);
  await writeFile(at('vi.txt'), vietnamese);
});
afterEach(() => rm(folder, { recursive: true }));

async function align(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await run(['align', ...argv], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    watched: false,
    columns: 80,
    locale: 'en',
    interruption: () => new AbortController().signal
  });
  return { code, out, err };
}
const both = (...options: string[]) => align(at('en.txt'), at('vi.txt'), ...options);

describe('align', () => {
  // Catches a memory or a sheet that says other than the answer, loses words, or notes no conflict.
  it('writes the links as a translation memory and as a proof sheet', async () => {
    const { code, out } = await both('--tmx', at('a.tmx'), '--html', at('a.html'));
    expect(code).toBe(0);
    expect(out).toContain(`Written: ${at('a.tmx')}\nWritten: ${at('a.html')}\n`);
    const answered = JSON.parse((await both('--json')).out) as { beads: { confidence: number }[] };

    const xml = await readFile(at('a.tmx'), 'utf8');
    const memory = new DOMParser().parseFromString(xml, 'text/xml') as unknown as Document;
    const units = [...memory.querySelectorAll('tu')].map((unit) => ({
      segments: [...unit.querySelectorAll('tuv')].map((variant) => [
        variant.getAttribute('xml:lang'),
        variant.querySelector('seg')?.textContent
      ]),
      props: Object.fromEntries(
        [...unit.querySelectorAll('prop')].map((prop) => [
          prop.getAttribute('type'),
          prop.textContent
        ])
      ) as Record<string, string>
    }));
    expect(units.map(({ props }) => Number(props['x-diptych-confidence']).toFixed(2))).toEqual(
      answered.beads.map(({ confidence }) => confidence.toFixed(2))
    );
    expect(new Set(units.map(({ props }) => props['x-diptych-state']))).toEqual(
      new Set(['proposed'])
    );
    expect(units[2]?.segments).toEqual([
      ['en', 'Mayor Tran Minh said that 1,200 people & 3 dogs had crossed it before noon.'],
      ['vi', 'Thị trưởng Trần Minh cho biết 1.200 người và 3 con chó đã qua cầu trước buổi trưa.']
    ]);
    expect(units.map(({ props }) => props['x-diptych-conflict-number'])).toEqual([
      undefined,
      '48 ≠ 46',
      undefined,
      undefined
    ]);

    const { document } = parseHTML(await readFile(at('a.html'), 'utf8'));
    expect(document.querySelectorAll('tbody')).toHaveLength(4);
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      '48',
      '46'
    ]);
    expect(document.querySelector('h1')?.textContent).toContain('The Bridge Opens');
    expect(document.body.textContent).toContain('The numbers disagree');
    expect(document.querySelector('.summary')?.textContent).toContain(
      '4 of 4 sentences linked · 1 conflict · '
    );
  });

  it('speaks the language asked for in the sheet too', async () => {
    expect((await both('--html', at('a.html'), '--lang', 'vi')).code).toBe(0);
    const { document } = parseHTML(await readFile(at('a.html'), 'utf8'));
    expect(document.documentElement.getAttribute('lang')).toBe('vi');
    expect(document.body.textContent).toContain('Số không khớp');
  });

  // Catches an article overwritten by its own alignment, also by another name for it.
  it('never writes over what it reads, nor two forms into one file', async () => {
    await symlink(at('en.txt'), at('also.html'));
    for (const options of [
      ['--html', at('en.txt')],
      ['--tmx', join(folder, '.', 'vi.txt')],
      ['--html', at('also.html')],
      ['--tmx', at('x'), '--html', at('x')],
      ['--corpus', folder, '--out', at('out'), '--tmx', at('x')]
    ]) {
      const { code, out, err } = options.includes('--corpus')
        ? await align(...options)
        : await both(...options);
      expect([code, out], options.join(' ')).toEqual([2, '']);
      expect(err).toContain('--');
    }
    expect(await readFile(at('en.txt'), 'utf8')).toBe(english);
    expect(await readFile(at('vi.txt'), 'utf8')).toBe(vietnamese);
    expect((await readdir(folder)).sort()).toEqual(['also.html', 'en.txt', 'vi.txt']);
  });

  // Catches half a file left behind, and a failure that does not say of which file.
  it('leaves nothing behind where it cannot write or read, and names the file', async () => {
    await mkdir(at('taken.tmx'));
    const isFolder = await both('--tmx', at('taken.tmx'));
    expect(isFolder.code).toBe(1);
    expect(isFolder.err).toContain(at('taken.tmx'));
    const nowhere = await both('--html', at('none/a.html'));
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain(at('none'));
    const missing = await align(at('en.txt'), at('no.txt'), '--html', at('a.html'));
    expect(missing.code).toBe(1);
    expect(missing.err).toContain(at('no.txt'));
    expect((await readdir(folder)).sort()).toEqual(['en.txt', 'taken.tmx', 'vi.txt']);
  });
});
