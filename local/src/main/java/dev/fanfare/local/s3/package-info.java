/** S3Proxy, which stands in for S3, and the object store that a Map Run reads and writes. */
package dev.fanfare.local.s3;
