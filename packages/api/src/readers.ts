/** Roles that see what others do not. */
import type { Role } from '@improvement-ledger/domain';

/** Who sees who has access: the council's own officers who answer for it, and no adviser or integration. */
export const accessReaders: readonly Role[] = ['administrator', 'planManager', 'auditor'];
/** Who sees by what people and programs sign in. */
export const signInReaders: readonly Role[] = ['administrator', 'auditor'];
