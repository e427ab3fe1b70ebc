@NullMarked
package io.flowverdict.aws.configuration;

import org.jspecify.annotations.NullMarked;
