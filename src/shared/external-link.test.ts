import { expect, it } from 'vitest';
import { externalUrl } from './external-link';

// Would catch: a link out of an article that starts a program, reads a share, or is not what it shows.
it.each([
  'file:///etc/passwd',
  'smb://host/share',
  '\\\\host\\share',
  '//host/share',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  ' https://example.org',
  'https://example.org/\nx',
  'https://exam\u00ADple.org',
  'https://bank.example@evil.example/',
  'https://a:b@evil.example/',
  'data:text/html,x',
  'blob:https://x/1',
  'ms-msdt:/id',
  'ms-officecmd:x',
  'vbscript:x',
  'ftp://x',
  'app://diptych/index.html',
  'chrome://settings',
  'about:blank',
  'tel:1',
  '',
  'example.org',
  'mailto:a@example.org?attach=/etc/passwd',
  'mailto:a@example.org?subject=x&Attachment=file:///etc/passwd',
  '/path',
  'http://'
])('refuses %j', (address) => {
  expect(externalUrl(address)).toBeNull();
});

it.each([
  ['https://example.org/đường', 'https://example.org/%C4%91%C6%B0%E1%BB%9Dng'],
  ['HTTP://EXAMPLE.org', 'https://example.org/'],
  ['http://example.org:8080/x', 'https://example.org:8080/x'],
  ['mailto:someone@example.org', 'mailto:someone@example.org'],
  ['mailto:a@example.org?subject=H%C3%A0', 'mailto:a@example.org?subject=H%C3%A0'],
  // A host that only looks like another is shown as what it is.
  ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
  ['https://xn--80ak6aa92e.com/', 'https://xn--80ak6aa92e.com/'],
  ['https://example。org/', 'https://example.org/']
])('allows %s', (address, opened) => {
  expect(externalUrl(address)?.href).toBe(opened);
});
