import type { Disk } from '../../src/store/disk.ts';
import { systemError } from './memory-disk.ts';

/** A disk on which a call answers with an error of the system as often as `times` says, where `fits` holds. */
export function failingDisk(
  disk: Disk,
  name: keyof Disk,
  code: string,
  fits: (...args: unknown[]) => boolean = () => true,
  times = Number.POSITIVE_INFINITY,
): Disk {
  let left = times;
  const method = disk[name] as (...args: unknown[]) => unknown;
  const call = (...args: unknown[]): unknown => {
    if (left <= 0 || !fits(...args)) return method(...args);
    left -= 1;
    throw systemError(code, typeof args[0] === 'string' ? args[0] : '');
  };
  // Two forms of one call of the system.
  const both = name === 'lstat' ? { lstatIfThere: call } : {};
  return { ...disk, ...both, [name]: call } as unknown as Disk;
}
