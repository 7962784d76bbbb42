/**
 * Decimal numbers as canonical texts ("312.5", never "312.50" or "3e2"), so that a figure is kept as it was said and sums
 * are exact. At most 12 digits before the point and 6 after it.
 */
import { z } from 'zod';

const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);

export const decimal = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,11})(\.\d{0,5}[1-9])?$/, 'is not a decimal number such as 312.5')
  .refine((text) => text !== '-0', 'is not a decimal number: 0 has no sign');

/** In millionths. */
const scaled = (text: string): bigint => {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const size = BigInt(whole) * ONE + BigInt(part.padEnd(PLACES, '0'));
  return sign === '-' ? -size : size;
};

const textOfScaled = (value: bigint): string => {
  const size = value < 0n ? -value : value;
  const part = String(size % ONE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / ONE}${part === '' ? '' : `.${part}`}`;
};

/** A number as it is typed or printed ("1,190", "312.50", "33%") as a decimal; `null` where it is none. */
export const parseDecimal = (text: string): string | null => {
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(plain)) return null;
  return textOfScaled(scaled(plain));
};

/** How many digits a decimal has after the point. */
export const placesOf = (text: string): number => text.split('.')[1]?.length ?? 0;

export const sumOf = (texts: readonly string[]): string =>
  textOfScaled(texts.reduce((sum, text) => sum + scaled(text), 0n));

export const differenceOf = (a: string, b: string): string => textOfScaled(scaled(a) - scaled(b));

/** Negative, 0 or positive, as the first is less than, equal to or more than the second. */
export const compareDecimals = (a: string, b: string): number => {
  const [first, second] = [scaled(a), scaled(b)];
  return first < second ? -1 : first > second ? 1 : 0;
};

const power = (places: number): bigint => 10n ** BigInt(PLACES - places);

/** A number with so many places after the point: the rest cut off. */
export const truncated = (text: string, places: number): string => {
  const value = scaled(text);
  return textOfScaled(value - (value % power(places)));
};

/** The same, halves rounded away from 0. */
export const rounded = (text: string, places: number): string => {
  const [value, step] = [scaled(text), power(places)];
  const half = value < 0n ? -step / 2n : step / 2n;
  return textOfScaled(((value + half) / step) * step);
};

/** One number as a share of another, in percent, to six places; `null` where there is nothing to divide by. */
export const percentOf = (numerator: string, denominator: string): string | null => {
  const divisor = scaled(denominator);
  return divisor === 0n ? null : textOfScaled((scaled(numerator) * 100n * ONE) / divisor);
};
