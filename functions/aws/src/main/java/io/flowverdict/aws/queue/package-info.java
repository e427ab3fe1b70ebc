/// The queue that a function's messages come from: which message it was, and when it comes back.
@NullMarked
package io.flowverdict.aws.queue;

import org.jspecify.annotations.NullMarked;
