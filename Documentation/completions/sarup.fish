function __sarup_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sarup_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sarup_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sarup_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sarup_parse_tokens -S
    set -l unparsed_tokens (__sarup_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sarup'
        __sarup_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'new'
            __sarup_parse_subcommand 1 'template=' 'version' 'h/help'
        case 'render'
            __sarup_parse_subcommand -r 1 'o/output=+' 'to=' 'archive=' 'resolution=' 'reference=' 'embed-fonts' 'template=' 'set=+' 'digits=' 'date=' 'encoding=' 'fonts=+' 'no-system-fonts' 'dictionary=+' 'format=' 'version' 'h/help'
        case 'watch'
            __sarup_parse_subcommand 1 'o/output=+' 'to=' 'template=' 'set=+' 'digits=' 'date=' 'encoding=' 'fonts=+' 'no-system-fonts' 'dictionary=+' 'format=' 'version' 'h/help'
        case 'batch'
            __sarup_parse_subcommand -r 1 'out=' 'to=' 'from=' 'jobs=' 'resume' 'strict' 'shard=' 'journal=' 'report=' 'progress=' 'merge' 'reference=' 'embed-fonts' 'template=' 'set=+' 'digits=' 'date=' 'encoding=' 'fonts=+' 'no-system-fonts' 'dictionary=+' 'format=' 'version' 'h/help'
        case 'check'
            __sarup_parse_subcommand -r 1 'without=+' 'only=+' 'fix' 'dry-run' 'rules' 'template=' 'set=+' 'digits=' 'date=' 'encoding=' 'fonts=+' 'no-system-fonts' 'dictionary=+' 'format=' 'version' 'h/help'
        case 'import'
            __sarup_parse_subcommand 1 'o/output=' 'encoding=' 'format=' 'version' 'h/help'
        case 'extract'
            __sarup_parse_subcommand 1 'o/output=' 'format=' 'version' 'h/help'
        case 'templates'
            __sarup_parse_subcommand 1 'version' 'h/help'
        case 'fonts'
            __sarup_parse_subcommand 0 'fonts=+' 'system' 'thai' 'format=' 'version' 'h/help'
        case 'schema'
            __sarup_parse_subcommand 1 'version' 'h/help'
        case 'break'
            __sarup_parse_subcommand 0 'dictionary=+' 'scores' 'threshold=' 'width=' 'version' 'h/help'
        case 'help'
            __sarup_parse_subcommand -r 1 'version'
        end
    end
end

function __sarup_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sarup_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __sarup_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sarup_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sarup_tokens -p)
    if test -z "$(__sarup_tokens -t)"
        set -l index (count (__sarup_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sarup' -f
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'new' -d 'Make a folder with a brief and a template to start from.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'render' -d 'Render briefs to PDF, Word, OpenDocument, web pages or pictures.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'watch' -d 'Render a brief again whenever it changes.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'batch' -d 'Render many records, each to files of its own.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'check' -d 'Look for mistakes in briefs, templates and Word files, and write nothing.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'import' -d 'Turn a Word file or a plain-text article into a brief.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'extract' -d 'Give back the brief that a PDF carries.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'templates' -d 'List the templates that ship, or print one.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'fonts' -d 'List the fonts that can be used.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'schema' -d 'Print the JSON Schema of a brief or a template.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'break' -d 'Show where lines may end.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup new" -eq 1' -fa '(__sarup_complete_directories)'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup new" template' -l 'template' -d 'The template to stand on; `sarup templates` lists them.' -rfka 'base brief brief-en memo letter announcement press minutes'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup new" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup new" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup render" -ge 1' -fa '(set -l exts \'md\' \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render"' -s 'o' -l 'output' -d 'Where to write: a file or a folder. May be given again.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" to' -l 'to' -d 'Kinds of output, with commas between them: pdf, docx, odt, html, png, svg, dump.' -rfka 'pdf docx odt html png svg dump'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" archive' -l 'archive' -d 'What PDFs declare themselves to be: PDF/A-2a, PDF/A-3a with the brief inside, or nothing.' -rfka '2a 3a none'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" resolution' -l 'resolution' -d 'Dots per inch of pictures.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" reference' -l 'reference' -d 'An office\'s own Word file: Word files take its page, running heads, pictures and styles.' -rfa '(set -l exts \'docx\' \'dotx\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" embed-fonts' -l 'embed-fonts' -d 'Put the fonts into Word files, for readers who do not have them.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" template' -l 'template' -d 'The name of a template that ships, or the path of a template file. Default: what the brief names, else brief.' -rfka '(__sarup_custom_completion ---completion render -- --template (count (__sarup_tokens -pc)) (__sarup_tokens -tC))'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render"' -l 'set' -d 'Give a field of the brief another value. May be given again.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" digits' -l 'digits' -d 'Digits of numbers and dates that Sarup writes. Default: as brief and template say.' -rfka 'thai arabic keep'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" date' -l 'date' -d 'The day of the document where the brief gives none. Default: that of SOURCE_DATE_EPOCH, if it is set.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" encoding' -l 'encoding' -d 'Encoding of the brief.' -rfka 'utf-8 windows-874'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render"' -l 'fonts' -d 'A folder of font files, or one font file: they come before all others. May be given again.' -rfa '(__sarup_complete_directories)'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" no-system-fonts' -l 'no-system-fonts' -d 'Never ask the system for a font.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render"' -l 'dictionary' -d 'A list of words that lines must not tear, one a line; | in a word is where a line may end. May be given again.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" format' -l 'format' -d 'How messages are printed.' -rfka 'human short json'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup render" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup watch" -eq 1' -fa '(set -l exts \'md\' \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch"' -s 'o' -l 'output' -d 'Where to write: a file or a folder. May be given again.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" to' -l 'to' -d 'Kinds of output, with commas between them: pdf, docx, odt, html, png, svg, dump.' -rfka 'pdf docx odt html png svg dump'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" template' -l 'template' -d 'The name of a template that ships, or the path of a template file. Default: what the brief names, else brief.' -rfka '(__sarup_custom_completion ---completion watch -- --template (count (__sarup_tokens -pc)) (__sarup_tokens -tC))'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch"' -l 'set' -d 'Give a field of the brief another value. May be given again.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" digits' -l 'digits' -d 'Digits of numbers and dates that Sarup writes. Default: as brief and template say.' -rfka 'thai arabic keep'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" date' -l 'date' -d 'The day of the document where the brief gives none. Default: that of SOURCE_DATE_EPOCH, if it is set.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" encoding' -l 'encoding' -d 'Encoding of the brief.' -rfka 'utf-8 windows-874'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch"' -l 'fonts' -d 'A folder of font files, or one font file: they come before all others. May be given again.' -rfa '(__sarup_complete_directories)'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" no-system-fonts' -l 'no-system-fonts' -d 'Never ask the system for a font.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch"' -l 'dictionary' -d 'A list of words that lines must not tear, one a line; | in a word is where a line may end. May be given again.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" format' -l 'format' -d 'How messages are printed.' -rfka 'human short json'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup watch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup batch" -ge 1' -fa '(set -l exts \'jsonl\' \'ndjson\' \'csv\' \'tsv\' \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" out' -l 'out' -d 'Where files go: a path with fields in braces, such as \'out/{id}.{ext}\'.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" to' -l 'to' -d 'Kinds of files, with commas between them: pdf, docx, odt, html, dump. Default: pdf.' -rfka 'pdf docx odt html dump'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" from' -l 'from' -d 'How records are written. Default: as the ending says.' -rfka 'jsonl csv yaml'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" jobs' -l 'jobs' -d 'How many records to render at the same time. Default: one for each core.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" resume' -l 'resume' -d 'Go on with the run that the journal tells of.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" strict' -l 'strict' -d 'Stop at the first record with a mistake.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" shard' -l 'shard' -d 'Take one of several equal parts of the records, such as 2/4.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" journal' -l 'journal' -d 'The journal. Default: sarup-journal.jsonl in the folder of the outputs.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" report' -l 'report' -d 'Write counts and failures to this file, as JSON.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" progress' -l 'progress' -d 'How progress is told: auto is a bar on a terminal, else a line every ten seconds.' -rfka 'auto bar lines json none'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" merge' -l 'merge' -d 'Make one journal of those given.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" reference' -l 'reference' -d 'An office\'s own Word file: Word files take its page, running heads, pictures and styles.' -rfa '(set -l exts \'docx\' \'dotx\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" embed-fonts' -l 'embed-fonts' -d 'Put the fonts into Word files, for readers who do not have them.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" template' -l 'template' -d 'The name of a template that ships, or the path of a template file. Default: what the brief names, else brief.' -rfka '(__sarup_custom_completion ---completion batch -- --template (count (__sarup_tokens -pc)) (__sarup_tokens -tC))'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch"' -l 'set' -d 'Give a field of the brief another value. May be given again.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" digits' -l 'digits' -d 'Digits of numbers and dates that Sarup writes. Default: as brief and template say.' -rfka 'thai arabic keep'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" date' -l 'date' -d 'The day of the document where the brief gives none. Default: that of SOURCE_DATE_EPOCH, if it is set.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" encoding' -l 'encoding' -d 'Encoding of the brief.' -rfka 'utf-8 windows-874'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch"' -l 'fonts' -d 'A folder of font files, or one font file: they come before all others. May be given again.' -rfa '(__sarup_complete_directories)'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" no-system-fonts' -l 'no-system-fonts' -d 'Never ask the system for a font.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch"' -l 'dictionary' -d 'A list of words that lines must not tear, one a line; | in a word is where a line may end. May be given again.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" format' -l 'format' -d 'How messages are printed.' -rfka 'human short json'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup batch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup check" -ge 1' -fa '(set -l exts \'md\' \'yaml\' \'yml\' \'json\' \'docx\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check"' -l 'without' -d 'Rules that are not asked, with commas between them. May be given again.' -rfka 'thai-double-sara-e thai-split-sara-am thai-repeated-mark thai-mark-order thai-stray-mark thai-stray-vowel invisible-character double-space repeat-sign-space et-cetera-space bracket-inner-space bracket-outer-space mixed-digits mixed-years repeated-word abbreviation-stops misspelling line-end-unsure line-loose'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check"' -l 'only' -d 'The only rules that are asked, with commas between them.' -rfka 'thai-double-sara-e thai-split-sara-am thai-repeated-mark thai-mark-order thai-stray-mark thai-stray-vowel invisible-character double-space repeat-sign-space et-cetera-space bracket-inner-space bracket-outer-space mixed-digits mixed-years repeated-word abbreviation-stops misspelling line-end-unsure line-loose'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" fix' -l 'fix' -d 'Mend the mistakes that have one right answer.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" dry-run' -l 'dry-run' -d 'With --fix: show what would change, and change nothing.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" rules' -l 'rules' -d 'List the rules.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" template' -l 'template' -d 'The name of a template that ships, or the path of a template file. Default: what the brief names, else brief.' -rfka '(__sarup_custom_completion ---completion check -- --template (count (__sarup_tokens -pc)) (__sarup_tokens -tC))'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check"' -l 'set' -d 'Give a field of the brief another value. May be given again.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" digits' -l 'digits' -d 'Digits of numbers and dates that Sarup writes. Default: as brief and template say.' -rfka 'thai arabic keep'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" date' -l 'date' -d 'The day of the document where the brief gives none. Default: that of SOURCE_DATE_EPOCH, if it is set.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" encoding' -l 'encoding' -d 'Encoding of the brief.' -rfka 'utf-8 windows-874'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check"' -l 'fonts' -d 'A folder of font files, or one font file: they come before all others. May be given again.' -rfa '(__sarup_complete_directories)'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" no-system-fonts' -l 'no-system-fonts' -d 'Never ask the system for a font.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check"' -l 'dictionary' -d 'A list of words that lines must not tear, one a line; | in a word is where a line may end. May be given again.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" format' -l 'format' -d 'How messages are printed.' -rfka 'human short json'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup import" -eq 1' -fa '(set -l exts \'txt\' \'docx\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup import" o output' -s 'o' -l 'output' -d 'Where to write the brief. Default: standard output.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'md\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup import" encoding' -l 'encoding' -d 'Encoding of the article.' -rfka 'utf-8 windows-874'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup import" format' -l 'format' -d 'How messages are printed.' -rfka 'human short json'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup import" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup extract" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'pdf\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup extract" o output' -s 'o' -l 'output' -d 'Where to write the brief. Default: standard output.' -rfa '(set -l exts \'md\' \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup extract" format' -l 'format' -d 'How messages are printed.' -rfka 'human short json'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup extract" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup extract" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup templates" -eq 1' -fka 'base brief brief-en memo letter announcement press minutes'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup templates" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup templates" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup fonts"' -l 'fonts' -d 'A folder of font files, or one font file: they come before all others. May be given again.' -rfa '(__sarup_complete_directories)'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup fonts" system' -l 'system' -d 'List the fonts of the system too.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup fonts" thai' -l 'thai' -d 'List only faces with every character of Thai.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup fonts" format' -l 'format' -d 'How the list is written.' -rfka 'text json'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup fonts" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup fonts" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_positional "sarup schema" -eq 1' -fka 'brief template'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup schema" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup schema" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup break"' -l 'dictionary' -d 'A list of words that lines must not tear, one a line; | in a word is where a line may end. May be given again.' -rF
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup break" scores' -l 'scores' -d 'Write {score} behind each |, the log-odds that the break is right.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup break" threshold' -l 'threshold' -d 'Leave out breaks whose score is below this.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup break" width' -l 'width' -d 'Fit each line as a paragraph of this many columns, and write | only where its lines end.' -rfka ''
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup break" version' -l 'version' -d 'Show the version.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup break" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup' -n '__sarup_should_offer_completions_for_flags_or_options "sarup help" version' -l 'version' -d 'Show the version.'
