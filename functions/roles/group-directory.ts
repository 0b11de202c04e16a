/** Who knows in which groups an account is; Microsoft Graph, or whoever takes its place. */
export interface GroupDirectory {
  /**
   * The ids of all groups, also of those that are in groups. Empty for an account that is not known.
   * Throws DependencyUnavailable where there is no answer.
   */
  groupsOf(objectId: string): Promise<readonly string[]>;
}
