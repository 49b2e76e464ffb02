/**
 * AWS Signature Version 4 of posts, made for one thread that signs a hundred thousand of them a
 * second. Only what one post needs is here: POST, no query, the headers {@code host}, {@code
 * x-amz-date} and {@code x-amz-security-token}. Nothing of HTTP itself, and no way to find
 * credentials.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
package dev.fanfare.push.signing;
