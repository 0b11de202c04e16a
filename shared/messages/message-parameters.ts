/** What may fill a `{parameter}` of a message. */
export type MessageParameter = string | number | Date;

/**
 * The parameters of an ICU message, read from its text: `{name}` takes text or a number; `{n, number}`,
 * `{n, plural, …}` and `{n, selectordinal, …}` a number; `{d, date}` and `{d, time}` a Date;
 * `{s, select, …}` text. A text that is known only at run time may have any.
 */
export type ParametersOf<Text extends string> = string extends Text
  ? Readonly<Record<string, MessageParameter>>
  : Flat<ParametersIn<Text, 'text'>>;

/** The rest of the arguments after a message's key: none where it has no parameters. */
export type ParameterArguments<Text extends string> = string extends Text
  ? [parameters?: ParametersOf<Text>]
  : keyof ParametersOf<Text> extends never
    ? []
    : [parameters: ParametersOf<Text>];

type Place = 'text' | 'argument';
type Other<In extends Place> = In extends 'text' ? 'argument' : 'text';

/** Each brace, opening or closing, leads from text into an argument, or from an argument into text. */
type ParametersIn<
  Text extends string,
  In extends Place,
  Found = unknown,
> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Rest}`
    ? ParametersIn<`${Rest}{${After}`, Other<In>, Found>
    : ParametersIn<After, Other<In>, In extends 'text' ? Found & Argument<After> : Found>
  : Found;

/** `n, plural, one {…` and `name} …`: what stands before the next brace names one parameter. */
type Argument<After extends string> =
  Head<After> extends `${infer Name},${infer Format}`
    ? { readonly [Key in Trim<Name>]: ValueOf<Trim<Head<Format, ','>>> }
    : { readonly [Key in Trim<Head<After>>]: string | number };

type ValueOf<Format extends string> = Format extends 'number' | 'plural' | 'selectordinal'
  ? number
  : Format extends 'date' | 'time'
    ? Date
    : Format extends 'select'
      ? string
      : never;

type Head<
  Text extends string,
  End extends string = '}',
> = Text extends `${infer Start}${End}${string}` ? Start : Text;

type Trim<Text extends string> = Text extends
  | ` ${infer Rest}`
  | `${infer Rest} `
  | `\n${infer Rest}`
  ? Trim<Rest>
  : Text;

type Flat<Type> = { [Key in keyof Type]: Type[Key] };
