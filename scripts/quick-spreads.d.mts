/** The code with a spread of nothing in front of each first spread that has something behind it. */
export function quickSpreads(code: string): string
