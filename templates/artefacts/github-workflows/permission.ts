/** Permissions of a job's token that several jobs need, each with what it is for. */
export const read = ['read', 'check out'] as const;
export const findings = ['write', 'upload findings'] as const;
