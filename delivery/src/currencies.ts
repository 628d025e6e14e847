const known = new Set(Intl.supportedValuesOf('currency'));

/** Whether a text is an ISO 4217 code in capitals, such as EUR. */
export const isCurrency = (code: string): boolean => known.has(code);
