/** Something that whoever calls a program said wrongly: its message is for people, and a stack would bury it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Ends the process as `main` says; 2, with the message alone, where the call was wrong. */
export async function exitWith(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
