/** The broadcast bucket on S3, and the same files of broadcasts that were posted directly. */
package dev.fanfare.bucket;
