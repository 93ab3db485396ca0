export function installPacked(folder: string): string;
export function npm(args: readonly string[], cwd: string): string;
