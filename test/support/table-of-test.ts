import type { TableDeclaration } from '../../shared/table-declaration.ts';

/** The declaration of a table that no scenario has. */
export const ofTest: TableDeclaration<never> = {
  holds: 'Data of a test.',
  personal: {},
  retention: 'As long as the test.',
};
