import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What people read whose new password breaks a rule: which one, and what would do. */
export const messages = defineMessages({
  en: {
    PASSWORD_HAS_CLUB_WORD:
      'Please leave the name of the club and words from rowing out of your password.',
    PASSWORD_HAS_OWN_NAME: 'Please leave your name and your email address out of your password.',
    PASSWORD_TOO_COMMON:
      'Many people use this password, or one much like it. Please choose another.',
    PASSWORD_BREACHED:
      'This password is in a list of stolen passwords. Please choose another, here and wherever you use it.',
    PASSWORD_USED_BEFORE:
      'This was your password before. Please choose one that is none of your last {count}.',
    TOO_MANY_AT_ONCE:
      'Many people are choosing a password right now. Please try again in a minute.',
  },
  de: {
    PASSWORD_HAS_CLUB_WORD:
      'Bitte verwenden Sie im Passwort weder den Namen des Klubs noch Wörter aus dem Rudern.',
    PASSWORD_HAS_OWN_NAME:
      'Bitte verwenden Sie im Passwort weder Ihren Namen noch Ihre E-Mail-Adresse.',
    PASSWORD_TOO_COMMON:
      'Viele Leute verwenden dieses Passwort oder ein sehr ähnliches. Bitte wählen Sie ein anderes.',
    PASSWORD_BREACHED:
      'Dieses Passwort steht in einer Liste gestohlener Passwörter. Bitte wählen Sie ein anderes, hier und überall, wo Sie es verwenden.',
    PASSWORD_USED_BEFORE:
      'Das war früher Ihr Passwort. Bitte wählen Sie eines, das nicht zu Ihren letzten {count} gehört.',
    TOO_MANY_AT_ONCE:
      'Gerade wählen viele Leute ein Passwort. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  fr: {
    PASSWORD_HAS_CLUB_WORD:
      "Veuillez n'utiliser dans le mot de passe ni le nom du club ni des mots de l'aviron.",
    PASSWORD_HAS_OWN_NAME:
      "Veuillez n'utiliser dans le mot de passe ni votre nom ni votre adresse e-mail.",
    PASSWORD_TOO_COMMON:
      'Beaucoup de gens utilisent ce mot de passe, ou un autre très semblable. Veuillez en choisir un autre.',
    PASSWORD_BREACHED:
      "Ce mot de passe figure dans une liste de mots de passe volés. Veuillez en choisir un autre, ici et partout où vous l'utilisez.",
    PASSWORD_USED_BEFORE:
      "C'était votre mot de passe auparavant. Veuillez en choisir un qui ne soit pas parmi vos {count} derniers.",
    TOO_MANY_AT_ONCE:
      'Beaucoup de gens choisissent un mot de passe en ce moment. Veuillez réessayer dans une minute.',
  },
});
