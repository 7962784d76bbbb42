/** The roles in which somebody acts, and what an access is good for. */
import { z } from 'zod';

export const roles = [
  'adviser',
  'planManager',
  'actionOwner',
  'auditor',
  'workforceLead',
  'integration',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** What an access is good for: to read, and to change what its role may change. */
export const scopeNames = ['read', 'write'] as const;
export type Scope = (typeof scopeNames)[number];
export const scopes = z
  .array(z.enum(scopeNames))
  .refine((list) => list.includes('read'), 'must hold read: whoever changes something reads it')
  .refine((list) => new Set(list).size === list.length, 'names a scope twice');

/** Who acts: a person whom the council knows, or a program of somebody's. */
export const principalKinds = ['person', 'service'] as const;
export type PrincipalKind = (typeof principalKinds)[number];
