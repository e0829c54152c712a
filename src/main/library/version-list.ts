// The versions of an article as lists show them.
import type { Article } from '@domain/article/schema';
import { countCarried } from '@domain/version/outcome';
import type { VersionInfo } from '@domain/version/schema';
import { readReplaced, readReport, readVersion, versionOf } from './article-versions';
import type { Files } from './files';

/** The latest first. Throws versionNotFound, libraryDamaged where one of them cannot be read. */
export async function describeVersions(
  files: Files,
  path: string,
  current: Article
): Promise<VersionInfo[]> {
  const versions: VersionInfo[] = [];
  for (let version = versionOf(current); version >= 1; version -= 1) {
    const article =
      version === versionOf(current)
        ? current
        : await readVersion(files, path, current.id, version);
    const replaced = await readReplaced(files, path, version - 1);
    const report = await readReport(files, path, version - 1);
    versions.push({
      version,
      title: article.title,
      fileName: article.original.name,
      charset: article.charset,
      byteLength: article.original.byteLength,
      since: article.since ?? article.imported,
      reason: replaced?.reason ?? null,
      carried: report && countCarried(report)
    });
  }
  return versions;
}
