/** A certificate for `localhost` that signed itself, and its key: for servers of tests, and trusted by nobody else. */
export const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIsY942tZY+yCoFdG
PqF4EVVO3G8OrWWk1A839K84hP+hRANCAAQXizH3tOzJUS4G2vaw03rFI/w959Ud
SpRhncplrD62ps+IN+Jky1olgjzqcnPdKBQloV5+EldhwWx1X4Da6Ngg
-----END PRIVATE KEY-----
`;
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUDV7TsjPzZDzIrTClP2eSOgIAf3gwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTE5NTMwMVoYDzIxMjYxMTAx
MTk1MzAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQXizH3tOzJUS4G2vaw03rFI/w959UdSpRhncplrD62ps+IN+Jky1ol
gjzqcnPdKBQloV5+EldhwWx1X4Da6Nggo28wbTAdBgNVHQ4EFgQUpO9qSSBuPdQl
Oj1UX5bY1tahOEEwHwYDVR0jBBgwFoAUpO9qSSBuPdQlOj1UX5bY1tahOEEwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAMltVnLvhtGDwYsrIHB9uTs+oq/TP0ttAcR8c9jHWHgqAiAI
VEX3LvDzmbcmzMXSwMOpFxCh+Ni8IvqwvllqJxTTjA==
-----END CERTIFICATE-----
`;
