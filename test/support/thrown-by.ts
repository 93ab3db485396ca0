/** What a call throws; fails when it throws nothing. */
export function thrownBy(call: () => unknown): unknown {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    return error;
  }
  throw new Error(`nothing was thrown, but returned: ${JSON.stringify(result)}`);
}
