import type { DataType } from '../model.ts';
import type { Rule } from '../rule.ts';

const shown: readonly DataType[] = [
  'boolean',
  'date',
  'dateTime',
  'duration',
  'int',
  'long',
  'phoneNumber',
  'string',
];

/** CheckboxMultiSelect is left out: it also fills a stringCollection. */
const dataTypesOf: ReadonlyMap<string, ReadonlySet<DataType>> = new Map(
  Object.entries({
    TextBox: ['boolean', 'int', 'long', 'phoneNumber', 'string'],
    EmailBox: ['string'],
    Password: ['string'],
    DateTimeDropdown: ['date', 'dateTime'],
    DropdownSingleSelect: ['string'],
    RadioSingleSelect: ['string'],
    Readonly: shown,
    Paragraph: shown,
  } satisfies Record<string, readonly DataType[]>).map(([type, types]) => [
    type,
    new Set<DataType>(types),
  ]),
);

/** A UserInputType fits the DataType of its claim. @see facts policy-language 3.3 */
export const claimInputTypeDatatype: Rule = {
  name: 'claim-input-type-datatype',
  severity: 'warning',
  why: 'The page fails, or the value that the user gives is none of the claim.',
  fix: 'Change the UserInputType or the DataType.',
  examples: {
    bad: `<ClaimType Id="birthday">
  <DisplayName>Birthday</DisplayName>
  <DataType>dateTime</DataType>
  <UserInputType>EmailBox</UserInputType>
</ClaimType>`,
    good: `<ClaimType Id="birthday">
  <DisplayName>Birthday</DisplayName>
  <DataType>dateTime</DataType>
  <UserInputType>DateTimeDropdown</UserInputType>
</ClaimType>`,
  },
  check(policy, report) {
    for (const claimType of policy.claimTypes.values()) {
      const { id, dataType, userInputType = '' } = claimType;
      const allowed = dataTypesOf.get(userInputType);
      if (dataType === undefined || !allowed || allowed.has(dataType)) continue;
      const choice = [...allowed].join(', ');
      report(claimType, `"${id}" is a ${userInputType} of ${dataType}, but takes ${choice}.`);
    }
  },
};
