@NullMarked
package io.flowverdict.aws.findings;

import org.jspecify.annotations.NullMarked;
