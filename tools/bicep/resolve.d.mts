/** The oldest version of the Bicep CLI that will do, and the one that is restored. */
export declare const pinnedVersion: string;

/** The path of a Bicep CLI, or one line that says why there is none. @see facts infra 12 */
export declare function resolveBicep(): { readonly path: string } | { readonly missing: string };
