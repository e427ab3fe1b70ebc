/// Numbers of the functions as metrics of CloudWatch.
@NullMarked
package io.flowverdict.aws.metric;

import org.jspecify.annotations.NullMarked;
