@NullMarked
package io.flowverdict.aws.objects;

import org.jspecify.annotations.NullMarked;
