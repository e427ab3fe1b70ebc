/// Flow-log objects in S3: what their keys tell, and their content as a stream.
@NullMarked
package io.flowverdict.aws.objects;

import org.jspecify.annotations.NullMarked;
