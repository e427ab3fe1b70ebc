/// The functions in one process on a person's machine: the command line and the embedded services.
@NullMarked
package io.flowverdict.local;

import org.jspecify.annotations.NullMarked;
