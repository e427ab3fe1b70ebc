/// What the functions cost. Each class with a `main` is a benchmark that prints a table.
@NullMarked
package io.flowverdict.bench;

import org.jspecify.annotations.NullMarked;
