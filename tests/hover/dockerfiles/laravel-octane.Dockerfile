FROM composer:2 AS vendor
WORKDIR /app
COPY composer.json composer.lock ./
RUN composer install --no-dev --no-scripts --prefer-dist --no-interaction --optimize-autoloader
FROM dunglas/frankenphp:1-php8.4
RUN install-php-extensions pdo_mysql intl opcache pcntl redis
ENV SERVER_NAME=:8080 APP_ENV=production PHP_INI_SCAN_DIR=":$PHP_INI_DIR/app.conf.d"
WORKDIR /app
COPY --from=vendor /app/vendor ./vendor
COPY . .
RUN mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini" \
 && php artisan route:cache && php artisan view:cache \
 && chown -R www-data:www-data storage bootstrap/cache
USER www-data
EXPOSE 8080/tcp
ENTRYPOINT ["php", "artisan", "octane:frankenphp"]
CMD ["--host=0.0.0.0", "--port=8080", "--workers=4"]
