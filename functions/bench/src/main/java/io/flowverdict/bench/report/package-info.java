/// Measuring ways to do the same beside each other, and saying in Markdown what came of it.
@NullMarked
package io.flowverdict.bench.report;

import org.jspecify.annotations.NullMarked;
