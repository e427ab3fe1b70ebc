@NullMarked
package io.flowverdict.aws.queue;

import org.jspecify.annotations.NullMarked;
