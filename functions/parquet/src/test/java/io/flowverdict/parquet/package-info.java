@NullMarked
package io.flowverdict.parquet;

import org.jspecify.annotations.NullMarked;
