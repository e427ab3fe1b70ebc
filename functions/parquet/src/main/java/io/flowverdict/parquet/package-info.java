/// Reading flow logs in Parquet: ranges of an object in, the entries of its rows out.
@NullMarked
package io.flowverdict.parquet;

import org.jspecify.annotations.NullMarked;
