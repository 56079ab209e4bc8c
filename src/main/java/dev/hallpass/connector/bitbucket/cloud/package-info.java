/** The connector for Bitbucket Cloud's REST API 2.0: permissions on repositories and projects, and groups. */
@NullMarked
package dev.hallpass.connector.bitbucket.cloud;

import org.jspecify.annotations.NullMarked;
