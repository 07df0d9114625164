/**
 * Whether a text that somebody writes may stay in the browser's storage: none with as many digits
 * as a card number has (fH11).
 */
export const mayKeep = (text: string): boolean => !/(\p{Nd}\W{0,3}){12}/u.test(text);
