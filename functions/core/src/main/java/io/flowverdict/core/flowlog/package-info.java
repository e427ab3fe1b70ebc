/// Reading VPC flow-log objects: a stream of bytes in, records, gaps and rejected lines out.
@NullMarked
package io.flowverdict.core.flowlog;

import org.jspecify.annotations.NullMarked;
