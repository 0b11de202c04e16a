import { onPack, relyingParty } from './pack-policy.ts';

const signIn = {
  ux: {
    local_intro_email: 'سجّل الدخول ببريدك الإلكتروني',
    button_signin: 'تسجيل الدخول',
    forgotpassword_link: 'هل نسيت كلمة المرور؟',
    createaccount_intro: 'ليس لديك حساب؟',
    createaccount_link: 'أنشئ حسابًا',
    required_field: 'هذه المعلومة مطلوبة.',
  },
  claims: {
    signInName: ['البريد الإلكتروني', ''],
    password: ['كلمة المرور', ''],
  },
} as const;

const signUp = {
  ux: {
    heading: 'بياناتك',
    initial_intro: 'يُرجى إدخال البيانات التالية.',
    button_continue: 'إنشاء',
    button_cancel: 'إلغاء',
    required_field: 'هذه المعلومة مطلوبة.',
    error_requiredFieldMissing: 'هناك معلومة ناقصة. يُرجى ملء كل الحقول المطلوبة.',
    ver_but_send: 'إرسال رمز التحقق',
    ver_but_verify: 'تحقّق من الرمز',
    ver_but_resend: 'إرسال رمز جديد',
    ver_but_edit: 'تغيير البريد',
    ver_input: 'رمز التحقق',
    ver_info_msg: 'أُرسل الرمز إلى بريدك. يُرجى إدخاله أدناه.',
    ver_success_msg: 'تم التحقق من بريدك.',
  },
  claims: {
    email: ['البريد الإلكتروني', 'بريد يمكننا مراسلتك عليه.'],
    newPassword: ['كلمة المرور الجديدة', 'أدخل كلمة مرور جديدة.'],
    reenterPassword: ['تأكيد كلمة المرور', 'أدخل كلمة المرور مرة أخرى.'],
    displayName: ['الاسم المعروض', 'الاسم الذي يراه الآخرون.'],
    givenName: ['الاسم الأول', 'اسمك الأول.'],
    surname: ['اسم العائلة', 'اسم عائلتك.'],
  },
} as const;

interface PageTexts {
  readonly ux: Readonly<Record<string, string>>;
  /** DisplayName and UserHelpText. */
  readonly claims: Readonly<Record<string, readonly [string, string]>>;
}

function resources(id: string, { ux, claims }: PageTexts): string {
  const ofClaims = Object.entries(claims).flatMap(([claim, [label, help]]) => {
    const text = (stringId: string, words: string) =>
      `<LocalizedString ElementType="ClaimType" ElementId="${claim}" StringId="${stringId}">${words}</LocalizedString>`;
    return [text('DisplayName', label), help === '' ? '' : text('UserHelpText', help)];
  });
  const ofPage = Object.entries(ux).map(
    ([stringId, words]) =>
      `<LocalizedString ElementType="UxElement" StringId="${stringId}">${words}</LocalizedString>`,
  );
  return `<LocalizedResources Id="${id}.ar"><LocalizedStrings>${[...ofClaims, ...ofPage].join('')}</LocalizedStrings></LocalizedResources>`;
}

const pages = { 'api.signuporsignin': signIn, 'api.localaccountsignup': signUp };

/** A relying party on the starter pack whose pages speak Arabic, too. */
export const arabicPolicy = onPack({
  id: 'B2C_1A_Arabic',
  buildingBlocks: `<ContentDefinitions>${Object.keys(pages)
    .map(
      (id) =>
        `<ContentDefinition Id="${id}"><LocalizedResourcesReferences MergeBehavior="Prepend"><LocalizedResourcesReference Language="ar" LocalizedResourcesReferenceId="${id}.ar" /></LocalizedResourcesReferences></ContentDefinition>`,
    )
    .join(
      '',
    )}</ContentDefinitions><Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="Append"><SupportedLanguage>ar</SupportedLanguage></SupportedLanguages>${Object.entries(
    pages,
  )
    .map(([id, texts]) => resources(id, texts))
    .join('')}</Localization>`,
  relyingParty: relyingParty('SignUpOrSignIn', ['displayName']),
});
