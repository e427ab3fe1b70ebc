/// The services that tests run against, in this process.
@NullMarked
package io.flowverdict.aws.embedded;

import org.jspecify.annotations.NullMarked;
