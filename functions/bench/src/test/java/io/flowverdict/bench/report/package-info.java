@NullMarked
package io.flowverdict.bench.report;

import org.jspecify.annotations.NullMarked;
