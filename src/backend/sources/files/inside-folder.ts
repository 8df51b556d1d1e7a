import { constants } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { BatonError } from '../../ground/errors.ts';

const isBelow = (folder: string, file: string): boolean => {
  const way = path.relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};

const outside = (file: string): BatonError =>
  new BatonError(
    'SOURCE_REFUSED',
    `${file} is not below the folder for sources. Put the file there (SOURCE_FILES) and write its path from there.`,
  );

/**
 * Where a file below the folder really is, links followed: a link that leads out of the folder is refused.
 * @param file below the folder, or absolute
 * @throws BatonError SOURCE_REFUSED if it is elsewhere or no file, SOURCE_FAILED if there is none
 */
export async function insideFolder(folder: string, file: string): Promise<string> {
  if (file.includes('\0') || !isBelow(path.resolve(folder), path.resolve(folder, file))) throw outside(file);
  try {
    const real = await realpath(path.resolve(folder, file));
    if (!isBelow(await realpath(folder), real)) throw outside(file);
    // Asked before it is opened: to open a pipe waits for whoever writes into it.
    if (!(await stat(real)).isFile())
      throw new BatonError(
        'SOURCE_REFUSED',
        `${file} is no file. Write the path of a file below the folder for sources.`,
      );
    return real;
  } catch (error) {
    if (error instanceof BatonError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'EACCES'
        ? `Baton may not read ${file}. Give the user that Baton runs as the right to.`
        : `There is no file ${file} below the folder for sources (SOURCE_FILES). Check its name.`;
    throw new BatonError('SOURCE_FAILED', why, { cause: error });
  }
}

/** One state of a file: what is read must be the same from its first to its last byte. */
export interface Snapshot {
  /** @throws BatonError SOURCE_FAILED if somebody wrote into the file meanwhile */
  check(): Promise<void>;
}

const changed = (file: string): BatonError =>
  new BatonError(
    'SOURCE_FAILED',
    `${file} was written to while it was read. Write a new file beside it and rename it when it is complete, then run again.`,
  );

/** Opens a file below the folder. The handle stays with the same file whatever its name leads to later. */
export async function openInside(folder: string, file: string): Promise<{ handle: FileHandle } & Snapshot> {
  const real = await insideFolder(folder, file);
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    // Between the question and the opening a folder may have become a link.
    const [opened, named] = [await handle.stat(), await lstat(await insideFolder(folder, file))];
    if (opened.ino !== named.ino || opened.dev !== named.dev) throw changed(file);
    return {
      handle,
      async check() {
        const { mtimeMs, size } = await handle.stat();
        if (mtimeMs !== opened.mtimeMs || size !== opened.size) throw changed(file);
      },
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The same for a file that another process opens by its name. */
export async function snapshotOf(real: string, file: string): Promise<Snapshot> {
  const before = await stat(real);
  return {
    async check() {
      const { mtimeMs, size, ino } = await stat(real);
      if (mtimeMs !== before.mtimeMs || size !== before.size || ino !== before.ino) throw changed(file);
    },
  };
}
