/** The broadcast bucket on S3, and the same files of broadcasts that were posted directly. */
@NullMarked
package dev.fanfare.bucket;

import org.jspecify.annotations.NullMarked;
