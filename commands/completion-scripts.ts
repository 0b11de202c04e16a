/** A shell that we write a script for. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

/** The script that a shell reads once; how to make it do so stands in its first lines. */
export function completionScript(shell: Shell): string {
  return scripts[shell].trim();
}

/*
 * Each asks `countersign complete` with the line up to the cursor, and gets a candidate a line, a tab,
 * its description. Where there is none, the shell offers files.
 */

/** bash cuts words at "=" and ":" too, so what comes before is left out of the answer. Runs on 3.2. */
const bash = `
# countersign completion bash: add to ~/.bashrc
#   source <(countersign completion bash)
_countersign() {
  local line=\${COMP_LINE:0:COMP_POINT} word breaks head='' candidate
  word=\${line##*[[:space:]]}
  breaks=\${COMP_WORDBREAKS//[^=:]/}
  if [[ -n $breaks ]]; then head=\${word%"\${word##*[$breaks]}"}; fi
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    COMPREPLY+=("\${candidate#"$head"}")
  done < <(countersign complete "$line" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}
complete -o default -F _countersign countersign
`;

const zsh = `
#compdef countersign
# countersign completion zsh: add to ~/.zshrc, behind compinit
#   source <(countersign completion zsh)
_countersign() {
  local line value description
  local -a candidates
  for line in "\${(@f)$(countersign complete "\${(j: :)words[1,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    value=\${line%%$'\\t'*}
    description=\${line#$value}
    candidates+=("\${value//:/\\\\:}:\${description#$'\\t'}")
  done
  if (( $#candidates )); then
    _describe 'countersign' candidates
  else
    _files
  fi
}
if [[ $funcstack[1] == _countersign ]]; then
  _countersign "$@"
else
  compdef _countersign countersign
fi
`;

const fish = `
# countersign completion fish: write to ~/.config/fish/completions/countersign.fish
#   countersign completion fish > ~/.config/fish/completions/countersign.fish
function __countersign_complete
  set -l candidates (countersign complete (commandline -cp) 2>/dev/null)
  if test (count $candidates) -gt 0
    printf '%s\\n' $candidates
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c countersign -f -a '(__countersign_complete)'
`;

const powershell = `
# countersign completion powershell: add to $PROFILE
#   countersign completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName countersign -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $length = $cursorPosition - $commandAst.Extent.StartOffset
  $line = $commandAst.ToString().PadRight($length).Substring(0, $length)
  countersign complete $line 2>$null | ForEach-Object {
    $value, $description = $_ -split [char]9, 2
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
  }
}
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
