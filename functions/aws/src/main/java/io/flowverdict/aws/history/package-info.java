/// Configurations as they were: revisions in S3, their timeline in DynamoDB, or both in a folder.
///
/// A revision is one object, named by its content: `revisions/ACCOUNT/REGION/SHA256.json.gz`, the
/// gzipped document of [io.flowverdict.aws.configuration.SnapshotWriter]. It is written before the
/// timeline names it, so that whatever stops in between leaves at most an object that nothing
/// refers to. Nothing may remove objects that the timeline names: no lifecycle rule on the prefix.
@NullMarked
package io.flowverdict.aws.history;

import org.jspecify.annotations.NullMarked;
