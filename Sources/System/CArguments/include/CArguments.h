// What the process was started with, as the system hands it to main.
#pragma once

/// Words of the command line, the program's own name first; 0 where they are not known.
int sarup_argument_count(void);

/// They stay where they are as long as the process runs.
const char *_Nullable const *_Nullable sarup_arguments(void);
